<?php

require_once __DIR__ . '/run.php';

$people = ['exampleauth:UserPass'];
foreach (latchkeyRun()['people'] as $person) {
    $people[$person['signInName'] . ':' . $person['password']] = $person['claims'];
}

$config = ['directory' => $people];
