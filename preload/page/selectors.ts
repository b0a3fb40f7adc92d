/** What we look for in the page's DOM. All of it in one place: it is what a change of WhatsApp's page breaks first. */
export const SELECTORS = {
  /** WhatsApp's own QR code; its data is in `data-ref`. */
  qr: '[data-testid="link-device-qr-code"][data-ref]',
  /** The "works with Google Chrome" page that WhatsApp serves to browsers it does not know, in any language. */
  unsupportedBrowser: 'a[href*="google.com/chrome"]',
} as const;
