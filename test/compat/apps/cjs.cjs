'use strict';
const { main } = require('./main.cjs');

void main(async (name) => require(name), JSON.parse(process.argv[2]));
