; What the uninstaller for Windows asks and takes away. The conversations are the lawyer's: they stay, unless somebody says
; otherwise, and after an update (which runs the old uninstaller, too) or a silent removal nobody is asked and they stay.
; A one-click uninstaller is silent by the time its section runs, so the question is asked before that.

; In each of the installer's languages (installerLanguages in electron-builder.yml), by Windows' number of it.
; en_US
LangString lexlineDelete 1033 "Delete the conversations, too?$\r$\n$\r$\nThe encrypted database with every client conversation, the files and the backups stay on this computer, so that Lexline finds them when it is installed again.$\r$\n$\r$\nYes deletes them all, which cannot be undone. No keeps them."
LangString lexlineReally 1033 "Really delete every conversation that Lexline keeps on this computer?"
; de_DE
LangString lexlineDelete 1031 "Auch die Chats löschen?$\r$\n$\r$\nDie verschlüsselte Datenbank mit allen Chats mit Mandanten, die Dateien und die Sicherungen bleiben auf diesem Computer, sodass Lexline sie findet, wenn es wieder installiert wird.$\r$\n$\r$\n„Ja“ löscht alles. Das lässt sich nicht rückgängig machen. „Nein“ behält alles."
LangString lexlineReally 1031 "Wirklich jeden Chat löschen, den Lexline auf diesem Computer aufbewahrt?"
; es_ES
LangString lexlineDelete 3082 "¿Borrar también las conversaciones?$\r$\n$\r$\nLa base de datos cifrada con todas las conversaciones con clientes, los archivos y las copias de seguridad se quedan en este equipo, para que Lexline los encuentre cuando se instale de nuevo.$\r$\n$\r$\n«Sí» lo borra todo, y no se puede deshacer. «No» lo conserva."
LangString lexlineReally 3082 "¿Borrar de verdad todas las conversaciones que Lexline guarda en este equipo?"
; pt_BR
LangString lexlineDelete 1046 "Apagar também as conversas?$\r$\n$\r$\nO banco de dados criptografado com todas as conversas com clientes, os arquivos e os backups ficam neste computador, para que o Lexline os encontre quando for instalado de novo.$\r$\n$\r$\n“Sim” apaga tudo, o que não pode ser desfeito. “Não” mantém tudo."
LangString lexlineReally 1046 "Apagar mesmo todas as conversas que o Lexline guarda neste computador?"
; ar_SA
LangString lexlineDelete 1025 "هل تُحذف المحادثات أيضًا؟$\r$\n$\r$\nتبقى على هذا الحاسوب قاعدة البيانات المشفّرة التي فيها كل المحادثات مع الموكّلين، والملفات والنسخ الاحتياطية، ليجدها Lexline عند تثبيته من جديد.$\r$\n$\r$\n«نعم» تحذفها كلها، ولا يمكن التراجع عن ذلك. «لا» تُبقيها."
LangString lexlineReally 1025 "هل تُحذف حقًا كل محادثة يحفظها Lexline على هذا الحاسوب؟"

!macro customUnInit
  Var /GLOBAL lexlineRemoveData
  StrCpy $lexlineRemoveData "no"
  ${IfNot} ${isUpdated}
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/S" $R1
    ${If} ${Errors}
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(lexlineDelete)" /SD IDNO IDNO lexlineKeep
      MessageBox MB_YESNO|MB_ICONSTOP|MB_DEFBUTTON2 "$(lexlineReally)" /SD IDNO IDNO lexlineKeep
      StrCpy $lexlineRemoveData "yes"
      lexlineKeep:
    ${EndIf}
  ${EndIf}
!macroend

!macro customUnInstall
  ; What starts the app at log-in, and whether the Task Manager lets it. Electron names both as the app calls itself
  ; (main/app/app-id.ts). An update keeps them.
  ${IfNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
  ${EndIf}
  ${If} $lexlineRemoveData == "yes"
    SetShellVarContext current
    RMDir /r "$APPDATA\Lexline"
  ${EndIf}
!macroend
