<?php

require_once __DIR__ . '/run.php';

$run = latchkeyRun();

$config = [
    'baseurlpath' => $run['origin'] . '/',
    'certdir' => $run['folder'] . '/',
    'tempdir' => $run['folder'] . '/temp',
    'datadir' => $run['folder'] . '/',
    'loggingdir' => $run['folder'] . '/',
    'logging.handler' => 'file',
    'logging.level' => SimpleSAML\Logger::INFO,
    'logging.logfile' => 'simplesamlphp.log',

    'secretsalt' => bin2hex(hash('sha256', $run['folder'], true)),
    'auth.adminpassword' => bin2hex(random_bytes(16)),
    'timezone' => 'UTC',
    'language.default' => 'en',
    'showerrors' => true,
    'errorreporting' => false,

    'enable.saml20-idp' => true,
    'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
    'metadata.sources' => [['type' => 'flatfile', 'directory' => dirname(__DIR__) . '/metadata']],

    'store.type' => 'phpsession',
    'session.phpsession.savepath' => $run['folder'] . '/sessions',
    'session.phpsession.cookiename' => 'SimpleSAML',
    'session.cookie.secure' => false,
    'session.cookie.samesite' => 'Lax',
];
