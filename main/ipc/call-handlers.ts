import { createCallAudit } from './audit-calls.ts';
import type { CallDependencies, CallHandlers } from './call-dependencies.ts';
import { appCalls } from './calls/app.ts';
import { attachmentCalls } from './calls/attachments.ts';
import { brokerCalls } from './calls/brokers.ts';
import { clientCalls } from './calls/clients.ts';
import { conversationCalls } from './calls/conversations.ts';
import { grantCalls } from './calls/grants.ts';
import { lawyerCalls } from './calls/lawyers.ts';
import { messageCalls } from './calls/messages.ts';
import { practiceCalls } from './calls/practice.ts';
import { sessionCalls } from './calls/sessions.ts';
import { staffCalls } from './calls/staff.ts';
import { tunnelCalls } from './calls/tunnel.ts';

export type { CallDependencies, CallHandlers } from './call-dependencies.ts';

/** What the window can ask for once the database is open, each call written down as audit-calls.ts says. */
export function callHandlers(dependencies: CallDependencies): CallHandlers {
  const { database, wrap } = createCallAudit(dependencies);
  const deps = { ...dependencies, database };
  return wrap({
    ...appCalls(deps),
    ...lawyerCalls(deps),
    ...conversationCalls(deps),
    ...messageCalls(deps),
    ...attachmentCalls(deps),
    ...clientCalls(deps),
    ...sessionCalls(deps),
    ...staffCalls(deps),
    ...grantCalls(deps),
    ...tunnelCalls(deps),
    ...brokerCalls(deps),
    ...practiceCalls(deps),
  });
}
