/** The demo: it plays the main job over HTTP, tells the story, and leaves a catalogue behind. */
@NullMarked
package dev.atelier.local.demo;

import org.jspecify.annotations.NullMarked;
