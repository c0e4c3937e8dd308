import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toCsv } from '../page/csv.js';

test('quotes what needs it, and leaves numbers alone', () => {
  assert.equal(toCsv(['a', 'b'], [['x, "y"', -1.5], [null, 'line\nline']]), 'a,b\r\n"x, ""y""",-1.5\r\n,"line\nline"\r\n');
});

test('a text is no formula', () => {
  assert.equal(toCsv(['a'], [['=1+1']]), "a\r\n'=1+1\r\n");
});
