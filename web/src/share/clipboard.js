/**
 * Puts a text on the clipboard.
 * @param {string} text
 * @returns {Promise<boolean>} false where the browser refuses, as in a frame without its page's consent
 */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
