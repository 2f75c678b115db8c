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
    // Logout messages by this binding, signed unless the browser says otherwise.
    if (isset($application['logoutUrl'])) {
        $metadata[$application['identifier']] += [
            'SingleLogoutService' => [
                [
                    'Binding' => 'urn:oasis:names:tc:SAML:2.0:bindings:' . ($_COOKIE['logout-binding'] ?? 'HTTP-Redirect'),
                    'Location' => $application['logoutUrl'],
                ],
            ],
            'sign.logout' => ($_COOKIE['logout-signature'] ?? 'on') === 'on',
        ];
    }
    // An application with keys of its own: its requests have to be signed, and its assertions are encrypted.
    if (isset($application['signingCertificate'])) {
        $metadata[$application['identifier']] += [
            'validate.authnrequest' => true,
            'validate.logout' => true,
            'assertion.encryption' => true,
            'keys' => [
                [
                    'type' => 'X509Certificate',
                    'signing' => true,
                    'encryption' => false,
                    'X509Certificate' => $application['signingCertificate'],
                ],
                [
                    'type' => 'X509Certificate',
                    'signing' => false,
                    'encryption' => true,
                    'X509Certificate' => $application['encryptionCertificate'],
                ],
            ],
        ];
    }
}
