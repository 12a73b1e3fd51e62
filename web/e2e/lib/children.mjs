// Programs and folders that a journey owns: they end with it, however it ends.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @type {Set<import('node:child_process').ChildProcess>} */
const living = new Set();
/** @type {Set<string>} */
const folders = new Set();

process.on('exit', () => {
  for (const child of living) signalAll(child, 'SIGKILL');
  for (const folder of folders) removeFolder(folder);
});
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) {
  process.once(signal, () => process.exit(1));
}

/**
 * Starts a program in a process group of its own.
 * @param {string} program @param {string[]} words @param {import('node:child_process').SpawnOptions} options
 */
export function startChild(program, words, options) {
  const child = spawn(program, words, { ...options, detached: true });
  living.add(child);
  child.once('exit', () => living.delete(child));
  return child;
}

/** Ends a program and all that it started. @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
export async function stopChild(child, signal = 'SIGKILL') {
  if (!living.has(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  signalAll(child, signal);
  await ended;
}

function signalAll(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}

/** A new empty folder, removed at the end. @param {string} name */
export function newFolder(name) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `docent-${name}-`));
  folders.add(folder);
  return folder;
}

/** Removes it now. A browser that is ending may still write into it: then it goes at the end. */
export function removeFolder(folder) {
  try {
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    folders.delete(folder);
  } catch {
    // Tried again at the end.
  }
}
