/** Of a page with a widget alone; "auto" is that of the reader's system. */
export const THEMES = ["auto", "light", "dark"];
