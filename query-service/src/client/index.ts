export type * from './api.js';
export { ApiError, type Arguments, type Client, type ClientOptions, createClient, type Input, type Query, toAddress } from './client.js';
