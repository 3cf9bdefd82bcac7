export default { http: false, stdio: true, paths: { prompts: false, resources: false } };
