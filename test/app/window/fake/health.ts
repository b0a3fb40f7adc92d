import { type ChainLink, LinkName } from '../../../../main/contract/health-chain.ts';
import type { HEALTH_CALLS } from '../../../../main/contract/ipc/health.ts';
import type { SampleKind, SampleSpan } from '../../../../main/contract/samples.ts';
import type { AnswersOf, Push } from './answers-of.ts';
import { ago } from './fake-id.ts';
import { FakeProblem } from './problem.ts';

const STEP: Record<SampleSpan, { minutes: number; count: number }> = {
  day: { minutes: 10, count: 144 },
  month: { minutes: 360, count: 120 },
};

/** How the app is doing: all well, until a test says otherwise. */
export class FakeHealth {
  chain: ChainLink[] = allWell();
  isBroken = false;
  /** No other program has the API's port. */
  isPortFree = false;
  /** How often the deliveries were resumed. */
  resumed = 0;
  readonly #push: Push;

  constructor(push: Push) {
    this.#push = push;
  }

  /** Some links are as these say, and the window hears of it as of another status. */
  become(...links: ChainLink[]): void {
    const all = new Map<LinkName, ChainLink>([...this.chain, ...links].map((link) => [link.link, link]));
    this.chain = LinkName.options.flatMap((name) => all.get(name) ?? []);
    this.#push({ kind: 'status' });
  }

  readonly answers: AnswersOf<typeof HEALTH_CALLS> = {
    'health.chain': () => {
      if (this.isBroken) throw new FakeProblem('internal_error');
      return this.chain;
    },
    'health.resumeWebhooks': () => {
      this.resumed += 1;
      this.chain = allWell();
      return undefined;
    },
    'health.showDataFolder': () => undefined,
    'health.tryApi': () => this.isPortFree,
    'samples.list': ({ span }) => samples(span),
  };
}

function allWell(): ChainLink[] {
  const good = { state: 'good', good_at: ago(0), mends: [] } as const;
  const some = { active: 2, failing: 0, paused: 0, switched_off: 0, waiting: 0 };
  return [
    { ...good, mends: [], link: 'page', code: 'loaded', cause: null },
    { ...good, mends: [], link: 'phone', code: 'linked', cause: null },
    { ...good, mends: [], link: 'reading', code: 'complete', percent: 100 },
    { ...good, mends: ['open_queue'], link: 'queue', code: 'moving', waiting: 1, failed: 0, held_by: null },
    { ...good, mends: [], link: 'storage', code: 'enough', free_bytes: 81_400_000_000, key_in_file: false },
    { ...good, mends: [], link: 'api', code: 'listening', address: 'http://127.0.0.1:5001' },
    {
      ...{ link: 'tunnel', state: 'idle', good_at: null, code: 'not_set_up', mends: ['open_tunnel'] },
      ...{ address: null, cause: null },
    },
    { ...good, mends: [], link: 'webhooks', code: 'delivering', ...some },
    { ...good, mends: [], link: 'app', code: 'well', limits: [] },
  ];
}

/** Up and down, with a night in which the app did not run. */
function samples(span: SampleSpan) {
  const { minutes, count } = STEP[span];
  const times = Array.from({ length: count }, (_, index) => ago((count - index) * minutes));
  const wave = (of: (index: number) => number) =>
    times.map((_, index) => (index > count * 0.25 && index < count * 0.5 ? null : of(index)));
  const values: Record<SampleKind, (number | null)[]> = {
    outbox_waiting: wave((index) => (index % 17 < 4 ? index % 17 : 0)),
    webhooks_waiting: wave((index) => (index > count * 0.8 && index < count * 0.9 ? 37 : index % 3)),
    memory_main: wave((index) => 190_000_000 + 1e6 * (index % 23)),
    memory_pages: wave((index) => 620_000_000 + 9e6 * (index % 31)),
  };
  return { times, values };
}
