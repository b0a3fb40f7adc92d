import { setFlagsFromString } from 'node:v8';
import { start } from './app/start.ts';

// V8 would let the garbage of a busy time (a backlog of webhooks, a history) pile up to 100 MB before it looks for it, and
// hold that memory. This keeps the heap near what is in use; it costs no measurable time.
setFlagsFromString('--optimize-for-size');
start();
