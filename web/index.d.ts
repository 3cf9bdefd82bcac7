/** Directory of the built page: static files, with `index.html` as the entry of every route. */
export declare const pageDirectory: string;
