using System.ComponentModel.DataAnnotations;

namespace Telehealth.Server.Desk;

/// <summary>How many of the channels that reach a person carry a notice.</summary>
internal enum NoticeReach { First, Both }

/// <summary>Settings of section <c>Notices</c>: messages to patients and guests.</summary>
internal sealed class NoticeOptions : IValidatableObject
{
    public const string Section = "Notices";

    /// <summary>First: a text message where the person has a phone and texts are set up, else, or where no text can reach them, an e-mail. Both: through every channel that reaches the person. Default First.</summary>
    public NoticeReach Reach { get; set; } = NoticeReach.First;

    /// <summary>Minutes before the start at which patients are reminded, each 1 to 20160. Default 1440 and 10; a single 0 sends none.</summary>
    public int[] ReminderMinutes { get; set; } = [];

    /// <summary>Minutes for which a patient who is away is not told again that the clinician is ready. Default 5; 1 to 120.</summary>
    [Range(1, 120)]
    public int ReadyAgainMinutes { get; set; } = 5;

    /// <summary>A list in configuration would add to a default list, so the default stands here.</summary>
    public IReadOnlyList<int> Reminders => ReminderMinutes switch { [] => [1440, 10], [0] => [], var minutes => minutes };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Reminders.Any(m => m is < 1 or > 20160)) yield return new($"Notices:{nameof(ReminderMinutes)} must be 1 to 20160 each, or a single 0.");
    }
}
