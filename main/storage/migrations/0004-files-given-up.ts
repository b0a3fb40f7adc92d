/** Whether files of late messages were given up is asked after every round of fetching, among all the files. */
export const filesGivenUp = {
  name: '0004-files-given-up',
  sql: `
CREATE INDEX attachments_given_up ON attachments (lawyer_id, sending_date) WHERE status = 'unavailable';
`,
};
