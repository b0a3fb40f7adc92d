; What the uninstaller for Windows asks. The conversations are the lawyer's: they stay, unless somebody says otherwise, and
; after an update (which runs the old uninstaller, too) or a silent removal nobody is asked and they stay.
; A one-click uninstaller is silent by the time its section runs, so the question is asked before that.

!macro customUnInit
  Var /GLOBAL lexlineRemoveData
  StrCpy $lexlineRemoveData "no"
  ${IfNot} ${isUpdated}
    ${GetParameters} $R0
    ClearErrors
    ${GetOptions} $R0 "/S" $R1
    ${If} ${Errors}
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "Delete the conversations, too?$\r$\n$\r$\nThe encrypted database with every client conversation, the files and the backups stay on this computer, so that Lexline finds them when it is installed again.$\r$\n$\r$\nYes deletes them all, which cannot be undone. No keeps them." /SD IDNO IDNO lexlineKeep
      MessageBox MB_YESNO|MB_ICONSTOP|MB_DEFBUTTON2 "Really delete every conversation that Lexline keeps on this computer?" /SD IDNO IDNO lexlineKeep
      StrCpy $lexlineRemoveData "yes"
      lexlineKeep:
    ${EndIf}
  ${EndIf}
!macroend

!macro customUnInstall
  ${If} $lexlineRemoveData == "yes"
    SetShellVarContext current
    RMDir /r "$APPDATA\Lexline"
  ${EndIf}
!macroend
