const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/**
 * Endings that a double click runs, or lets run something, on Windows, macOS, Linux or Android. No lawyer sends them, and
 * whoever gets one must know it: they are refused on the way out and warned of on the way in. Images of disks (`iso`,
 * `img`, `vhd`) are among them: Windows opens them as a drive, and what lies in them has lost the mark of having come from
 * outside.
 */
export const PROGRAM_ENDINGS = wordsOf(
  'acm ade adp apk app appimage appinstaller application appref-ms appx appxbundle ax bash bat bin chm class cmd com ' +
    'command cpl crx csh deb desktop diagcab dll dmg dylib elf exe gadget hlp hta img inf ins iso isp jar js jse jsp ' +
    'ksh lib library-ms lnk mde mht mhtml msc msh msi msix msixbundle msp mst ocx osx out pif pkg ps1 ps1xml ps2 psc1 ' +
    'psd1 psm1 py pyc pyw rb reg rgs rpm run scf scpt scr sct search-ms searchconnector-ms settingcontent-ms sh shb ' +
    'shs so sys terminal url vb vbe vbs vbscript vhd vhdx vxd wasm workflow ws wsc wsf wsh xbap xll zsh',
);

/**
 * Pages and drawings that can carry script, and are opened in the browser. A lawyer may send one, such as a page that was kept
 * as evidence; of a stranger's they are warned.
 */
export const PAGE_ENDINGS = wordsOf('htm html shtml svg svgz xht xhtml');

/**
 * Documents of Office that can carry macros. They are documents, and a law firm's own forms may be such: they are sent. Of a
 * stranger's one is warned in words of their own, as what runs is asked for once more by Office.
 */
export const MACRO_ENDINGS = wordsOf('docm dotm potm ppam ppsm pptm sldm xlam xlsb xlsm xltm');

/** The last ending of a name, lower case and without its dot; empty where there is none. */
export function endingOf(name: string): string {
  return (/\.([^.]*)$/.exec(name)?.[1] ?? '').trim().toLowerCase();
}
