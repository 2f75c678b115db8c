// Preloaded: Node does not resolve *.localhost, which RFC 6761 reserves for this machine.
import { createRequire, syncBuiltinESMExports } from 'node:module';

const dns = createRequire(import.meta.url)('node:dns');
const { lookup } = dns;
dns.lookup = (name, options, callback) => {
  const called = typeof options === 'function' ? options : callback;
  if (!name.endsWith('.localhost')) return lookup(name, options, callback);
  const all = typeof options === 'object' && options.all === true;
  process.nextTick(() =>
    all ? called(null, [{ address: '127.0.0.1', family: 4 }]) : called(null, '127.0.0.1', 4),
  );
};
syncBuiltinESMExports();
