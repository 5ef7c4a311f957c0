<?php
// Runs before every page of DokuWiki: says where its configuration is, and keeps the request before the wiki sees it.
(function () {
    $folder = getenv('FIELDSEAL_TEST_FOLDER');
    define('DOKU_CONF', $folder . '/conf/');
    define('DOKU_MAIN_CONF', $folder . '/conf/');
    if (php_sapi_name() !== 'cli-server') return;
    $files = [];
    foreach ($_FILES as $field => $file) {
        foreach ((array) $file['tmp_name'] as $at => $path) {
            $files[] = [$field, ((array) $file['name'])[$at], is_file($path) ? base64_encode(file_get_contents($path)) : ''];
        }
    }
    $line = json_encode([
        'method' => $_SERVER['REQUEST_METHOD'],
        'url' => $_SERVER['REQUEST_URI'],
        'headers' => getallheaders(),
        'fields' => ['post' => $_POST, 'files' => $files],
        'body' => base64_encode(file_get_contents('php://input')),
    ], JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE | JSON_FORCE_OBJECT);
    file_put_contents($folder . '/record/requests.jsonl', $line . "\n", FILE_APPEND | LOCK_EX);
})();
