// Builds the console into the folder that is given, if anything has changed since the last time: mvn runs this in every build.
// Without a Node that is new enough it says so in one line and builds nothing; with the variable CI set it fails.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const LEAST = [20, 19];
const here = dirname(fileURLToPath(import.meta.url));
const [out, stampFile] = process.argv.slice(2, 4).map((path) => resolve(path));
const installed = join(here, 'node_modules', '.installed');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
  console.log(`The visit console is left out: it is built with Node ${LEAST.join('.')} or newer, and this is ${process.versions.node}.`);
  process.exit(process.env.CI ? 1 : 0);
}

const lock = digest(['package.json', 'package-lock.json', '.npmrc']);
const sources = digest(files('.'));
if (content(stampFile) === sources && existsSync(join(out, 'index.html'))) {
  process.exit(0);
}
if (content(installed) !== lock) {
  npm('ci', '--prefer-offline', '--no-progress', '--loglevel=error');
  writeFileSync(installed, lock);
}
rmSync(stampFile, { force: true });
npm('run', '--silent', 'build');
mkdirSync(dirname(stampFile), { recursive: true });
writeFileSync(stampFile, sources);

function files(folder) {
  return readdirSync(join(here, folder), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.vite'))
    .flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

function digest(paths) {
  const hash = createHash('sha256').update(process.versions.node);
  paths.forEach((path) => hash.update(path).update('\0').update(content(join(here, path)) ?? '').update('\0'));
  return hash.digest('hex');
}

function content(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function npm(...args) {
  // npm is a script of its own on Windows, which needs a shell to run
  const done = spawnSync('npm', args, {
    cwd: here,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, CONSOLE_OUT: out },
  });
  if (done.status !== 0) {
    console.error(`npm ${args.join(' ')} failed${done.error ? `: ${done.error.message}` : ''}`);
    process.exit(done.status ?? 1);
  }
}
