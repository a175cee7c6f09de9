/** The networks of the recording before training, by kind. */
import stacks from "../../generated/stacks.json";
import { asRuns } from "./as-runs.js";

export const recordedStacks = asRuns(stacks);
