namespace Telehealth.Domain.Notices;

public enum NoticeChannel { Sms, Email }

/// <summary>Where a notice stands; news moves it forward only, and the last four are final.</summary>
public enum NoticeStatus { Planned, Sending, Unknown, Accepted, Sent, Delivered, Failed, Suppressed, Dropped }
