document.title = 'Docent';
