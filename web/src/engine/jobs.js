/** Jobs as async iterables: long work in the worker, slice by slice, that can be given up at any time. */

/**
 * What the worker answers to about jobs; see py/residual/page/jobs.py.
 * @template Job
 * @typedef {object} JobVerbs
 * @property {(verb: string, values: object) => Promise<{job: Job, config: any, kernel: string}>} begin
 * @property {(job: Job, milliseconds: number) => Promise<{parts: any[], done: boolean}>} goOn
 * @property {(job: Job) => Promise<unknown>} giveUp
 */

/**
 * What a job is given beside its values: `signal` ends it after the slice under way, `inSight` tells
 * whether somebody can see what comes of it.
 * @typedef {{signal?: AbortSignal, inSight?: () => boolean}} JobOptions
 */

/**
 * @template Job
 * @param {JobVerbs<Job>} worker
 * @param {import("./scheduler.js").Scheduler} scheduler
 */
export function jobRunner(worker, scheduler) {
  /**
   * Has a job done. The first value says what it works with, as the worker understood it; each further
   * one is a part of the result, with the share of the whole that is done with it.
   *
   * The worker works on it only when the next value is asked for; who stops asking gives it up.
   * @param {string} verb
   * @param {object} values
   * @param {JobOptions} [options]
   * @returns {AsyncGenerator<any, void, void>} throws the signal's reason when it is aborted
   */
  return async function* run(verb, values, { signal, inSight } = {}) {
    signal?.throwIfAborted();
    const { job, config, kernel } = await worker.begin(verb, values);
    const client = { inSight };
    const leave = scheduler.join(client);
    let open = true;
    // The first slice is short, so that something is there at once.
    let first = true;
    const work = async (/** @type {number} */ milliseconds) => {
      const reply = await worker.goOn(job, first ? 0 : milliseconds).catch((error) => {
        open = false; // a job whose work failed is gone
        throw error;
      });
      first = false;
      open = !reply.done;
      return reply;
    };
    try {
      yield { share: 0, config, kernel };
      for (let done = false; !done; ) {
        const reply = await scheduler.turn(client, work, signal);
        signal?.throwIfAborted();
        done = reply.done;
        yield* reply.parts;
      }
    } finally {
      leave();
      if (open) await worker.giveUp(job).catch(() => {}); // a worker that is gone has no jobs
    }
  };
}
