/** The address of WhatsApp's own page. */
export const WHATSAPP_PATH = '/lawyer/:lawyerId/whatsapp';
