/** The people and things of the examples. All of them are invented; the numbers are those of nobody. */
export const LAWYER_ID = 'law_01kbc5vd0g8r4m9y2q7w3x5t6a';
/** Whom a client is given to. */
export const COLLEAGUE_ID = 'law_01kbc5vd0g8r4m9y2q7w3x5t6r';
/** Made by mistake, and not active. */
export const SPARE_LAWYER_ID = 'law_01kbc5vd0g8r4m9y2q7w3x5t6s';
export const CLIENT_ID = 'cli_01kbc5vd0g8r4m9y2q7w3x5t6b';
/** Made by hand; nothing was exchanged yet. */
export const NEW_CLIENT_ID = 'cli_01kbc5vd0g8r4m9y2q7w3x5t6r';
export const OTHER_CLIENT_ID = 'cli_01kbc5vd0g8r4m9y2q7w3x5t6c';
export const CONVERSATION_ID = 'con_01kbc5vd0g8r4m9y2q7w3x5t6d';
export const OTHER_CONVERSATION_ID = 'con_01kbc5vd0g8r4m9y2q7w3x5t6e';
/** From the client. */
export const QUESTION_ID = 'msg_01kbc5vd0g8r4m9y2q7w3x5t6f';
/** The lawyer's answer, on the client's phone by now. */
export const ANSWER_ID = 'msg_01kbc5vd0g8r4m9y2q7w3x5t6g';
/** Still queued. */
export const QUEUED_ID = 'msg_01kbc5vd0g8r4m9y2q7w3x5t6h';
/** Of the lawyer's: it could not be sent. */
export const FAILED_ID = 'msg_01kbc5vd0g8r4m9y2q7w3x5t6t';
/** Of the lawyer's: nobody knows whether it was sent. */
export const UNKNOWN_ID = 'msg_01kbc5vd0g8r4m9y2q7w3x5t6v';
/** The client's file, and the lawyer's. */
export const PHOTO_ID = 'att_01kbc5vd0g8r4m9y2q7w3x5t6j';
export const TERMS_ID = 'att_01kbc5vd0g8r4m9y2q7w3x5t6k';
export const WEBHOOK_ID = 'whk_01kbc5vd0g8r4m9y2q7w3x5t6m';
export const BROKER_ID = 'brk_01kbc5vd0g8r4m9y2q7w3x5t6x';
export const TEMPLATE_ID = 'tpl_01kbc5vd0g8r4m9y2q7w3x5t6w';
/** The last part of a link to the client's file, which ends an hour after noon. */
export const FILE_TOKEN =
  '01kbc5vd0g8r4m9y2q7w3x5t6a01kbc5vd0g8r4m9y2q7w3x5t6jtovkn9.8Yq0J3v5mZ2rK7wXcD1fG6hL9nP4sT0uVyBeAiOxQkM';
export const OWN_KEY_ID = '4fQ0hXb2Zk1a';
export const KEY_ID = '7Rt3yLq9Wm5c';
export const NEXT_KEY_ID = '9Zp6uNd1Ve8s';
export const ALERT_ID = 'alr_01kbc5vd0g8r4m9y2q7w3x5t6n';
export const REQUEST_ID = 'req_01kbc5vd0g8r4m9y2q7w3x5t6p';

/** A client has written. */
export const EVENT_ID = 'evt_01kbc5vd0g8r4m9y2q7w3x5t6x';

export const CLIENT_PHONE = '+4915112345678';
export const SECOND_PHONE = '+4915100000002';
export const LAWYER_PHONE = '+4930111111';

export const MORNING = '2026-11-27T08:15:30.000Z';
export const NOON = '2026-11-27T12:04:05.000Z';
export const NEW_YEAR = '2027-01-01T00:00:00.000Z';
export const STAFF_ID = 'stf_01kbc5vd0g8r4m9y2q7w3x5t6p';
export const SESSION_ID = 'ses_01kbc5vd0g8r4m9y2q7w3x5t6q';
export const EVENING = '2026-11-28T00:04:05.000Z';
export const SUPPORT_ID = 'stf_01kbc5vd0g8r4m9y2q7w3x5t6s';
export const GRANT_ID = 'grt_01kbc5vd0g8r4m9y2q7w3x5t6r';
export const NEXT_WEEK = '2026-12-04T12:00:00.000Z';
