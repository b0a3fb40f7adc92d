/** The page's main world reports through `window.lexlineReport(json)`, which preload/whatsapp.ts exposes. */
export const PAGE_REPORT_CHANNEL = 'whatsapp:report';
export const PAGE_REPORT_FUNCTION = 'lexlineReport';

/** preload/page puts this function on the page's main world. It answers with a PageAnswer as JSON text. */
export const PAGE_COMMAND_FUNCTION = 'lexlineCommand';

/** The number of the load, set before preload/page runs and carried by each of its reports. */
export const PAGE_LOAD_NAME = 'lexlineLoad';

/** The selectors by name, set before preload/page runs. */
export const PAGE_DATA_NAME = 'lexlinePageData';

/** The largest report taken, in UTF-16 units. */
export const MAX_REPORT_LENGTH = 4_000_000;

/** The largest answer to a command taken, in UTF-16 units. */
export const MAX_ANSWER_LENGTH = 32_000_000;

/** Items of one report. */
export const MAX_REPORT_ITEMS = 500;

/** A part of a file on its way in or out, so that no single call carries more than this many bytes. */
export const FILE_PART_BYTES = 1_000_000;

/** So many messages at most are named that stand behind one of the same time. */
export const MAX_FOLLOWERS = 20;
