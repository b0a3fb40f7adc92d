import type { Database as Sqlite, Statement } from 'better-sqlite3';
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';

/** Statements that are kept prepared on a connection. There are far fewer texts than that, as long as no list is spelt out in them. */
const MAX_STATEMENTS = 500;

/**
 * SQLite plans by the value of a `LIMIT ?`, and so compiles the statement anew, which takes longer than most need to run,
 * each time something is bound to it. An expression it does not look into.
 */
function withoutReadingLimits(text: string): string {
  return text.replaceAll(/\blimit \?/gi, '$& + 0');
}

/** Where a statement is executed. Throws on one that must not be executed there. */
export interface Connections {
  /** The connection for the next statement. */
  choose(): Sqlite;
  /** Called with each statement before it is executed. */
  check(statement: Statement): void;
}

/** Refuses every statement outside of a transaction: what was not awaited there must not be written on its own. */
export function inTransactionsOf(sqlite: Sqlite): Connections {
  return {
    choose: () => sqlite,
    check() {
      if (!sqlite.inTransaction) throw new Error('a statement outside of a transaction');
    },
  };
}

/**
 * Reads what is committed, and refuses to write. As long as `writing` is in no transaction it is asked: it knows its own
 * pages, which every other connection reads and decrypts anew after each commit.
 */
export function besideTransactionsOf(writing: Sqlite, reading: Sqlite): Connections {
  return {
    choose: () => (writing.inTransaction ? reading : writing),
    check(statement) {
      if (!statement.readonly) throw new Error('a reader must not write');
    },
  };
}

/**
 * Lets Kysely work on connections whose transactions somebody else begins and ends. Unlike Kysely's own dialect it
 * keeps statements prepared, which halves the cost of a small one.
 */
export function createSqliteDialect({ choose, check }: Connections): Dialect {
  const prepared = new Map<Sqlite, Map<string, Statement>>();

  function prepare(text: string): Statement {
    const sqlite = choose();
    const statements = prepared.get(sqlite) ?? new Map<string, Statement>();
    prepared.set(sqlite, statements);
    const known = statements.get(text);
    if (known) return known;
    const statement = sqlite.prepare(withoutReadingLimits(text));
    const [oldest] = statements.keys();
    if (statements.size >= MAX_STATEMENTS && oldest !== undefined) statements.delete(oldest);
    statements.set(text, statement);
    return statement;
  }

  const connection: DatabaseConnection = {
    async executeQuery<Row>({ sql, parameters }: { sql: string; parameters: readonly unknown[] }) {
      const statement = prepare(sql);
      check(statement);
      // What a table holds is what the schema says.
      if (statement.reader) return { rows: statement.all(parameters) as Row[] };
      const { changes, lastInsertRowid } = statement.run(parameters);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    },
    // biome-ignore lint/correctness/useYield: nothing is streamed
    async *streamQuery() {
      throw new Error('rows are not streamed');
    },
  };

  async function noTransactions(): Promise<void> {
    throw new Error('transactions are begun by the database alone');
  }

  const driver: Driver = {
    async init() {},
    acquireConnection: async () => connection,
    beginTransaction: noTransactions,
    commitTransaction: noTransactions,
    rollbackTransaction: noTransactions,
    async releaseConnection() {},
    async destroy() {},
  };

  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
