/**
 * Python's files as the page keeps them: archives, each one file of bytes and a list of the paths and
 * sizes in it. They are laid into Pyodide's file system without a copy.
 */

/**
 * An archive: its address, its size, and the size of each file by its path, in order.
 * @typedef {{address: string, bytes: number, files: Record<string, number>}} Archive
 */

/** An ordinary file that all may read. */
const FILE_MODE = 0o100644;

/**
 * Lays an archive's files.
 * @param {any} FS Pyodide's file system
 * @param {Archive} archive
 * @param {(path: string) => Uint8Array} read gives the bytes of the whole archive; asked whenever a
 *   file is read
 */
export function layFiles(FS, archive, read) {
  let offset = 0;
  /** @type {Map<string, any>} */
  const folders = new Map();
  for (const [path, size] of Object.entries(archive.files)) {
    const start = offset;
    offset += size;
    const slash = path.lastIndexOf("/");
    const folder = path.slice(0, slash);
    if (!folders.has(folder)) {
      FS.mkdirTree(folder);
      folders.set(folder, FS.lookupPath(folder).node);
    }
    // Not `FS.create`, which would look up every folder on the way to every file.
    const parent = folders.get(folder);
    const node = parent.node_ops.mknod(parent, path.slice(slash + 1), FILE_MODE, 0);
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
