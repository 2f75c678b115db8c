<?php

require_once dirname(__DIR__) . '/config/run.php';

// Entra's Signing Option; metadata are read at each request, so that the browser chooses it by a cookie.
$signingOption = $_COOKIE['signing-option'] ?? 'assertion';

foreach (latchkeyRun()['applications'] as $application) {
    $metadata[$application['identifier']] = [
        'AssertionConsumerService' => $application['replyUrl'],
        'NameIDFormat' => 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
        'saml20.sign.assertion' => $signingOption !== 'response',
        'saml20.sign.response' => $signingOption !== 'assertion',
    ];
}
