/**
 * The true Chrome user agent, without the tokens of Electron and of our app: WhatsApp serves its "works with Google
 * Chrome" page to whatever names itself otherwise. The Chrome version stays as it is.
 */
export function chromeUserAgent(electronUserAgent: string): string {
  return electronUserAgent
    .split(' ')
    .filter((token) => !token.includes('/') || /^(Mozilla|AppleWebKit|Chrome|Safari)\//.test(token))
    .join(' ');
}
