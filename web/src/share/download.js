/** Hands the reader a file. */

/**
 * @param {string} name
 * @param {Blob} content
 */
export function download(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser reads the content after this task, and says nothing when it has.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
