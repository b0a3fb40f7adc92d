/** What WhatsApp takes as one text, in UTF-16 units: the contract's own, which comes with schemas that the window needs not. */
export const MAX_TEXT = 65_536;

/** Files at once; who wants to send more does not mean an answer. */
export const MAX_FILES = 10;
