<?php

/**
 * What this run of the identity provider is: run.json in the folder that the test made for it, written by
 * start-simplesamlphp.ts. Everything that the provider writes goes to that folder too.
 */
function latchkeyRun(): array
{
    static $run = null;
    if ($run === null) {
        $folder = getenv('LATCHKEY_IDP_FOLDER');
        $run = json_decode(file_get_contents($folder . '/run.json'), true, 16, JSON_THROW_ON_ERROR);
        $run['folder'] = $folder;
    }
    return $run;
}
