// The set-up script finds or installs a browser; an install of packages must not download one.
module.exports = { skipDownload: true };
