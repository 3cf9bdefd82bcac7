/** This file's path in the installed package, in the one spelling that the ES module and the CommonJS build both understand. */
export = { ownFile: __filename };
