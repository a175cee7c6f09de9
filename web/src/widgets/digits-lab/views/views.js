/** What the lab can show, by the names that the address takes. */

/** @type {Record<string, {label: string, short: string}>} */
export const VIEWS = {
  loss: { label: "Training loss", short: "Loss" },
  train_error: { label: "Training error", short: "Training error" },
  test_error: { label: "Test error", short: "Test error" },
  gradients: { label: "Gradients", short: "Gradients" },
  confusion: { label: "Confusions", short: "Confusions" },
  mistakes: { label: "Mistakes", short: "Mistakes" },
  draw: { label: "Draw a digit", short: "Draw" },
};

export const FIRST_VIEW = "loss";
