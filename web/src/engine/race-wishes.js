/** What a race is wanted to do, beside the networks that it is wanted to have. No DOM in here. */

export class RaceWishes {
  /** Whether the active runs are to be trained until they are done. */
  training = false;
  /** Whether every run is to go back to its first weights. */
  reset = false;
  /** How many single epochs are to be trained. */
  steps = 0;

  /** Whether one of these needs open networks. */
  get any() {
    return this.reset || this.training || this.steps > 0;
  }

  /** No training is wanted any more. */
  pause() {
    this.training = false;
    this.steps = 0;
  }

  /** Nothing is. */
  clear() {
    this.pause();
    this.reset = false;
  }
}
