/** The page's main world reports through `window.lexlineReport(json)`, which preload/whatsapp.ts exposes. */
export const PAGE_REPORT_CHANNEL = 'whatsapp:report';
export const PAGE_REPORT_FUNCTION = 'lexlineReport';

/** preload/page puts this function on the page's main world; the driver calls it. */
export const PAGE_COMMAND_FUNCTION = 'lexlineCommand';

/** The number of the load, set before preload/page runs and carried by each of its reports. */
export const PAGE_LOAD_NAME = 'lexlineLoad';

/** The largest report taken, in UTF-16 units. */
export const MAX_REPORT_LENGTH = 4_000_000;
