package dev.atelier.workshop.organizing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import dev.atelier.workshop.lifecycle.WorkshopView.OrganizerView;
import dev.atelier.workshop.organizing.OrganizerHistory.Stage;

import java.util.List;

/**
 * An organizer, and how it came to that.
 *
 * @param history every status so far, the present one last
 */
record OrganizerStory(@JsonUnwrapped OrganizerView organizer, List<Stage> history) {}
