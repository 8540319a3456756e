import { fileURLToPath } from 'node:url';
import { urlOf } from '../catalog/steps.ts';
import { writeBook } from '../page/book.ts';

// npm run book: all lessons as a site of files, in book/.
const begun = performance.now();
const { files, bytes } = await writeBook(fileURLToPath(urlOf('book')));
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
console.log(
  `book/: ${files} files, ${(bytes / 2 ** 20).toFixed(1)} MiB, in ${seconds} s. Open book/index.html`,
);
