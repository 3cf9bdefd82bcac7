export const PACKAGE_NAME = '@callsight/instrumentation';
export const PACKAGE_VERSION = '0.1.0';
