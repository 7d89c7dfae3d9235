// Imported first by each command, so that an old Node gets a sentence instead of a stack. Only old syntax here.
const wanted = [20, 19];
const found = process.versions.node.split('.').map(Number);

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
  process.stderr.write(
    `Tenken needs Node ${wanted.join('.')} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'Install a newer one from https://nodejs.org or with your version manager (for example: nvm install 24).\n',
  );
  process.exit(1);
}
