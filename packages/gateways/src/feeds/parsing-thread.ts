/** The thread of `makeFeedReader`: answers with what one feed has, or null when it is none, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { parseDeadlines } from './parse-deadlines.ts';
import { parseNews } from './parse-news.ts';

const { kind, body, today } = z
  .object({ kind: z.enum(['news', 'deadline']), body: z.string(), today: z.string() })
  .parse(workerData);

const read = () => {
  try {
    return kind === 'news' ? parseNews(body) : parseDeadlines(body, today);
  } catch {
    return null;
  }
};
parentPort?.postMessage(read());
