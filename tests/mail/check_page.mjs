// What html-validate and caniemail find in pages: one JSON object a finding, a line each.
//
//     node tests/mail/check_page.mjs FOLDER_OF_NODE_MODULES page.html…

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const CLIENTS = ['gmail.*', 'outlook.windows', 'apple-mail.*', 'yahoo.*'];

const [folder, ...pages] = process.argv.slice(2);
const { resolve } = createRequire(pathToFileURL(`${folder}/`));
const { caniemail } = await import(pathToFileURL(resolve('caniemail')));
const { HtmlValidate } = await import(pathToFileURL(resolve('html-validate')));
// Mail programs read inline styles and attributes of tables where browsers no longer need them, and Outlook for Windows
// gets its width by a conditional comment.
const OF_MAIL = { 'no-inline-style': 'off', 'no-deprecated-attr': 'off', 'no-conditional-comment': 'off' };
const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended'], rules: OF_MAIL });

function found(kind, what, where) {
  console.log(JSON.stringify({ kind, what, where }));
}

for (const page of pages) {
  const html = readFileSync(page, 'utf8');
  const report = await validator.validateString(html);
  for (const { messages } of report.results) {
    for (const { ruleId, message, line } of messages) found('html-validate', ruleId, `${line}: ${message}`);
  }
  const { errors, warnings } = caniemail({ clients: CLIENTS, html }).issues;
  for (const [kind, issues] of [['unsupported', errors], ['partly', warnings]]) {
    for (const [client, features] of issues) {
      for (const { title } of features) found(kind, title, client);
    }
  }
}
