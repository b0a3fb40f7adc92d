/** Rows of a page in the window. */
export const PAGE_SIZE = 100;
