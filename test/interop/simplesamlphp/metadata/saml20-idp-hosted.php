<?php

require_once dirname(__DIR__) . '/config/run.php';

$run = latchkeyRun();

$metadata[$run['issuer']] = [
    'host' => '__DEFAULT__',
    'privatekey' => 'idp.key',
    'certificate' => 'idp.crt',
    'auth' => 'directory',
    'authproc' => [
        3 => [
            'class' => 'saml:AttributeNameID',
            'attribute' => 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
            'Format' => 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        ],
    ],
];
