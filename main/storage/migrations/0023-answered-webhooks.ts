/**
 * When an address has taken something for the first time, a delivery or a test; of before, as far as its deliveries are still
 * kept. Null: it never has, whatever is registered under it.
 */
export const answeredWebhooks = {
  name: '0023-answered-webhooks',
  addsOnly: true,
  sql: `
ALTER TABLE webhooks ADD COLUMN answered INTEGER;
UPDATE webhooks SET answered = (
  SELECT min(last_attempt) FROM webhook_queue WHERE webhook_id = webhooks.id AND status = 'delivered'
);
`,
};
