import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import type { ConnectionOptions } from '@nats-io/transport-node';
import type { Event } from '../contract/event-log.ts';
import { BrokerFault, type OpenBroker } from './broker-link.ts';
import { byConversation } from './by-conversation.ts';
import { faultOf } from './fault-of.ts';

const CONNECT_TIMEOUT = 10_000;
const CONFIRM_TIMEOUT = 20_000;
const PING_EVERY = 10_000;

/**
 * NATS JetStream: the subject is what was set, a dot and the event's type. `Nats-Msg-Id` is the event's id: what comes
 * twice within the stream's window (two minutes, unless its owner says else) the server drops.
 */
export const openNats: OpenBroker = async ({ url, target, stream }) => {
  const [{ connect }, { jetstream, jetstreamManager }] = await Promise.all([
    import('@nats-io/transport-node'),
    import('@nats-io/jetstream'),
  ]);
  const connection = await connect(optionsOf(new URL(url))).catch((error: unknown) => {
    throw natsFault(error, 'unreachable');
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<BrokerFault>();
  void connection.closed().then((error) => {
    end(natsFault(error ?? new Error('the connection was closed'), 'connection_lost'));
  });
  const close = (): Promise<void> => connection.close();

  try {
    const manager = await jetstreamManager(connection, { timeout: CONNECT_TIMEOUT });
    await findStream(manager, target, stream);
  } catch (error) {
    await close();
    throw natsFault(error, 'target_refused');
  }
  const client = jetstream(connection, { timeout: CONFIRM_TIMEOUT });
  return {
    ended,
    close,
    publish: (events) => byConversation(events, (event) => publish(client, `${target}.${event.type}`, event)),
  };
};

async function publish(client: JetStreamClient, subject: string, event: Event): Promise<void> {
  const options = { msgID: event.id };
  const { seq } = await client.publish(subject, JSON.stringify(event), options).catch((error: unknown) => {
    // The library's words for it are of something else.
    const isUnknown = error instanceof Error && error.name === 'JetStreamNotEnabled';
    throw isUnknown ? new BrokerFault('not_taken', `no stream answers for ${subject}`) : natsFault(error, 'not_taken');
  });
  // Whoever listens to a subject can answer to it.
  if (!(seq > 0)) throw new BrokerFault('not_taken', `no stream has taken ${subject}: somebody else has answered`);
}

/** Another name or password than the address says is never tried; how to go on is the caller's. */
function optionsOf({ protocol, host, username, password }: URL): ConnectionOptions {
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  return {
    ...{ servers: host, name: 'lexline', reconnect: false, timeout: CONNECT_TIMEOUT, pingInterval: PING_EVERY },
    ...(pass !== '' ? { user, pass } : user !== '' ? { token: user } : {}),
    ...(protocol === 'tls:' ? { tls: {} } : {}),
  };
}

/** A stream must keep these subjects: without one, what is published is gone. */
async function findStream(manager: JetStreamManager, target: string, name: string | null): Promise<void> {
  const subject = `${target}.message.received`;
  const found = await manager.streams.find(subject).catch((error: unknown) => {
    if (error instanceof Error && /no stream matches/i.test(error.message)) return null;
    throw error;
  });
  if (found !== null) return;
  if (name === null) throw new BrokerFault('target_refused', `no stream keeps the subject ${subject}`);
  await manager.streams.add({ name, subjects: [`${target}.>`] });
}

function natsFault(
  error: unknown,
  otherwise: 'connection_lost' | 'unreachable' | 'not_taken' | 'target_refused',
): BrokerFault {
  if (error instanceof BrokerFault) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'AuthorizationError' || name === 'UserAuthenticationExpiredError')
    return faultOf(error, 'login_refused');
  if (name === 'PermissionViolationError') return faultOf(error, 'target_refused');
  return faultOf(error, otherwise);
}
