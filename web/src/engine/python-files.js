/**
 * Python's files as the page keeps them: archives, each one file of bytes and a list of the paths and
 * sizes in it. They are laid into Pyodide's file system without a copy.
 */

/**
 * An archive: its address, its size, and the size of each file by its path, in order.
 * @typedef {{address: string, bytes: number, files: Record<string, number>}} Archive
 */

/**
 * Lays an archive's files.
 * @param {any} FS Pyodide's file system
 * @param {Archive} archive
 * @param {(path: string) => Uint8Array} read gives the bytes of the whole archive; asked whenever a
 *   file is read
 */
export function layFiles(FS, archive, read) {
  let offset = 0;
  for (const [path, size] of Object.entries(archive.files)) {
    const start = offset;
    offset += size;
    const folder = path.slice(0, path.lastIndexOf("/"));
    FS.mkdirTree(folder);
    const node = FS.create(path);
    // Read-only, and shared with the archive: Python changes none of its own files.
    Object.defineProperties(node, {
      contents: { get: () => read(path).subarray(start, start + size) },
      usedBytes: { value: size },
    });
  }
}

/**
 * Names each file of an archive, and where it lies in it.
 * @param {Archive} archive
 * @param {Uint8Array} bytes
 * @returns {[path: string, content: Uint8Array<ArrayBuffer>][]}
 */
export function contents(archive, bytes) {
  let offset = 0;
  return Object.entries(archive.files).map(([path, size]) => {
    offset += size;
    return [path, /** @type {Uint8Array<ArrayBuffer>} */ (bytes.subarray(offset - size, offset))];
  });
}
