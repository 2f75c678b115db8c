<?php

require_once dirname(__DIR__) . '/config/run.php';

$run = latchkeyRun();

$metadata[$run['issuer']] = [
    'host' => '__DEFAULT__',
    'privatekey' => 'idp.key',
    'certificate' => 'idp.crt',
    'auth' => 'directory',
    // One application after the other, or all in frames; the browser chooses it by a cookie.
    'logouttype' => $_COOKIE['logout-type'] ?? 'traditional',
    'authproc' => [
        3 => [
            'class' => 'saml:AttributeNameID',
            'attribute' => 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
            'Format' => 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        ],
    ],
];
